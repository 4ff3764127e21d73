/** Proposes the parameters of the next trial, as a pure function of seed, trial id and history. */
@NullMarked
package dev.nocturne.strategy;

import org.jspecify.annotations.NullMarked;
