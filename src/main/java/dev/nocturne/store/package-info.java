/** The ports on JDBC; SQL lives here and nowhere else. */
@NullMarked
package dev.nocturne.store;

import org.jspecify.annotations.NullMarked;
