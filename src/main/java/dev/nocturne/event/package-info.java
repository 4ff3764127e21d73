/** What has happened to a run, and who listens. */
@NullMarked
package dev.nocturne.event;

import org.jspecify.annotations.NullMarked;
