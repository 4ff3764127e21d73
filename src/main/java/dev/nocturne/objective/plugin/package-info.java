/** Objectives from jars: found, held apart from Nocturne's own classes, and called without being trusted. */
@NullMarked
package dev.nocturne.objective.plugin;

import org.jspecify.annotations.NullMarked;
