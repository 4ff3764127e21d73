/** What a run found, as one HTML page that needs nothing but itself. */
@NullMarked
package dev.nocturne.report;

import org.jspecify.annotations.NullMarked;
