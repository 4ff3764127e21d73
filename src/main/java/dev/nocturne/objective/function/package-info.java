/** Built-in test functions: objectives whose best parameters are known. */
@NullMarked
package dev.nocturne.objective.function;

import org.jspecify.annotations.NullMarked;
