/** Runs and trials to an MLflow tracking server. */
@NullMarked
package dev.nocturne.sink.mlflow;

import org.jspecify.annotations.NullMarked;
