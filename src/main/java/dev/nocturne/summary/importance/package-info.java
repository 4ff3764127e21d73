/** Which parameters make results good: pure functions of completed trials. */
@NullMarked
package dev.nocturne.summary.importance;

import org.jspecify.annotations.NullMarked;
