package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "No suitable driver found for jdbc:postgresql://db/n?user=u&password=s3cret&ssl=true",
                "jdbc:h2:file:./data/nocturne;PASSWORD=s3cret;TRACE_LEVEL_FILE=0",
                "jdbc:postgresql://u:s3cret@db/n and jdbc:postgresql://u:s3cret@db/n",
                "{user=u, password=s3cret}",
                "spring.datasource.password: s3cret",
                "\"password\" : s3cret\nand sslpassword=s3cret",
            })
    void passwordsAreTakenOut(String text) {
        assertThat(Redaction.of(text)).doesNotContain("s3cret").contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The database refuses the user or password. Check SPRING_DATASOURCE_PASSWORD.",
                "Recorded in jdbc:postgresql://db:5432/n; mail to a@b.example",
            })
    void othersStay(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }
}
