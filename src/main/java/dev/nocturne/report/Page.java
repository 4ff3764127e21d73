package dev.nocturne.report;

import java.util.List;

/**
 * All that the template writes. Immutable.
 *
 * @param styles trusted, ours
 * @param scripts trusted, ours and those of libraries
 * @param data JSON in which no tag can begin
 * @param licences of what is in the scripts
 */
record Page(
        Cell study,
        Cell runKey,
        String title,
        String subtitle,
        List<Answer> answers,
        List<Section> sections,
        String footer,
        String styles,
        List<String> scripts,
        String data,
        String licences) {
    Page {
        answers = List.copyOf(answers);
        sections = List.copyOf(sections);
        scripts = List.copyOf(scripts);
    }
}
