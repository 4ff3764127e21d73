package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.study.InvalidStudyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleQueryTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "select ';'",
                "select 'it''s; fine'",
                "select 1 as \"a;b\"",
                "select 1 -- one; two",
                "select /* one;\n two */ 1"
            })
    void oneQueryIsTakenAsItIs(String sql) {
        assertThat(SingleQuery.of(sql).text()).isEqualTo(sql);
    }

    @Test
    void theSemicolonAtItsEndIsNotPartOfIt() {
        assertThat(SingleQuery.of("  select 1 ; ; \n").text()).isEqualTo("select 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1; select 2", "select 'a'; delete from trial", "select 1 -- it's\n; select 2"})
    void severalAreRefused(String sql) {
        assertThatThrownBy(() -> SingleQuery.of(sql))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageContaining("One query at a time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ";"})
    void noneIsRefusedToo(String sql) {
        assertThatThrownBy(() -> SingleQuery.of(sql)).hasMessageContaining("There is no query");
    }
}
