/** An external program as objective: how it is started, told its parameters, understood, and ended with its children. */
@NullMarked
package dev.nocturne.objective.command;

import org.jspecify.annotations.NullMarked;
