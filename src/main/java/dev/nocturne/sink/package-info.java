/** Where events go outside of Nocturne: what a sink is, and how it gets every event, in order. */
@NullMarked
package dev.nocturne.sink;

import org.jspecify.annotations.NullMarked;
