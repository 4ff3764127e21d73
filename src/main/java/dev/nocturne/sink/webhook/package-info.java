/** Events to somebody's URL, as CloudEvents. */
@NullMarked
package dev.nocturne.sink.webhook;

import org.jspecify.annotations.NullMarked;
