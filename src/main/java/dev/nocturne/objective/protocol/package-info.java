/** What programs and services have in common: how they are told a trial, and how they answer. */
@NullMarked
package dev.nocturne.objective.protocol;

import org.jspecify.annotations.NullMarked;
