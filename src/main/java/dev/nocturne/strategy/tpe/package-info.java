/** The tree-structured Parzen estimator. */
@NullMarked
package dev.nocturne.strategy.tpe;

import org.jspecify.annotations.NullMarked;
