/** Reads a study file and checks it as a whole. */
@NullMarked
package dev.nocturne.config;

import org.jspecify.annotations.NullMarked;
