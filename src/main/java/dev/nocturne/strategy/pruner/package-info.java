/** Decides which trials are hopeless, from what earlier trials measured on their way. */
@NullMarked
package dev.nocturne.strategy.pruner;

import org.jspecify.annotations.NullMarked;
