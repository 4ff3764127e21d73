package dev.nocturne.store;

import org.springframework.jdbc.core.JdbcTemplate;

/** The row of a study, which whoever counts its epochs or champions locks. */
final class StudyRow {
    private StudyRow() {}

    /** Until the caller's transaction ends. */
    static void lock(String study, JdbcTemplate jdbc) {
        jdbc.queryForObject("select study_id from study where name = ? for update", Long.class, study);
    }
}
