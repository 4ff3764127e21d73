/**
 * Reads a study file and checks it as a whole: every mistake at once, each with its place and what to do about it.
 *
 * <p>{@link dev.nocturne.config.StudyReader} is the way in. Inside, {@code YamlTree} makes a tree of the text, and the
 * readers of the study's parts report to one {@code Problems}; a part that cannot be read is left out, so that it is
 * not complained about twice.
 */
@NullMarked
package dev.nocturne.config;

import org.jspecify.annotations.NullMarked;
