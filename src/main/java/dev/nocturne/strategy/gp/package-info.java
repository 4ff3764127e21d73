/** The Gaussian process: a model of the objective over mixed spaces, and the search for the point that it promises most of. */
@NullMarked
package dev.nocturne.strategy.gp;

import org.jspecify.annotations.NullMarked;
