/** Events as lines of a file. */
@NullMarked
package dev.nocturne.sink.file;

import org.jspecify.annotations.NullMarked;
