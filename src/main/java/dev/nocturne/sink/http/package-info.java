/** What sinks have in common that speak HTTP. */
@NullMarked
package dev.nocturne.sink.http;

import org.jspecify.annotations.NullMarked;
