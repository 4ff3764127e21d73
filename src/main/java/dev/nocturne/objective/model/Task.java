package dev.nocturne.objective.model;

/** What a target column is to a model: one of a few classes, or a number. */
enum Task {
    CLASSIFICATION,
    REGRESSION
}
