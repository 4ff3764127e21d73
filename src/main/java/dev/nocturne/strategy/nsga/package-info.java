/** Evolution of a population for one objective or several. */
@NullMarked
package dev.nocturne.strategy.nsga;

import org.jspecify.annotations.NullMarked;
