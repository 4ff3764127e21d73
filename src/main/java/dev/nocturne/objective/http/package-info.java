/** Services that evaluate trials: requests, answers, and which failures are whose. */
@NullMarked
package dev.nocturne.objective.http;

import org.jspecify.annotations.NullMarked;
