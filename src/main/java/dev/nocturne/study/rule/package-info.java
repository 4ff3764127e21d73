/** Rules over the parameters of a search space, as a person writes them: read, checked, and compiled once. */
@NullMarked
package dev.nocturne.study.rule;

import org.jspecify.annotations.NullMarked;
