/** The night's Spring Batch job: wiring, parameters, partitions, lock, recovery. */
@NullMarked
package dev.nocturne.batch;

import org.jspecify.annotations.NullMarked;
