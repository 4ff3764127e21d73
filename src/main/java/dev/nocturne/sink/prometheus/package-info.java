/** Where runs stand, as a text file for Prometheus' node exporter. */
@NullMarked
package dev.nocturne.sink.prometheus;

import org.jspecify.annotations.NullMarked;
