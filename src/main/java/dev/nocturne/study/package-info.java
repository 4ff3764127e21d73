/** What is tuned, its trials and how they end, what is better, what may be spent, and what came of it. */
@NullMarked
package dev.nocturne.study;

import org.jspecify.annotations.NullMarked;
