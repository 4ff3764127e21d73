/** What strategies share whose trials come in generations. */
@NullMarked
package dev.nocturne.strategy.generation;

import org.jspecify.annotations.NullMarked;
