/** Which of several vectors of losses are better where no single number decides. */
@NullMarked
package dev.nocturne.strategy.pareto;

import org.jspecify.annotations.NullMarked;
