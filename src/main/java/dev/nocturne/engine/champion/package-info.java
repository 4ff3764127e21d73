/** Whether a night's best is better than the parameters in use: what is evaluated again, and what it shows. */
@NullMarked
package dev.nocturne.engine.champion;

import org.jspecify.annotations.NullMarked;
