/** Turns the parameters of a trial into a number: in this JVM, by a program, or by training a model. */
@NullMarked
package dev.nocturne.objective;

import org.jspecify.annotations.NullMarked;
