/** What may vary: parameters and their ranges, values, points, and the space that they span. */
@NullMarked
package dev.nocturne.space;

import org.jspecify.annotations.NullMarked;
