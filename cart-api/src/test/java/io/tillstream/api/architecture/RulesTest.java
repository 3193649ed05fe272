package io.tillstream.api.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {

    private static final String ROOT = "io.tillstream.api";
    private static final String FIXTURE = "io.tillstream.api.architecture.fixture";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURE);

    static Stream<ArchRule> rules() {
        return Stream.of(Rules.featuresArePureAndTheirIoChildrenAreNot(), Rules.nobodyTakesTimeOrIdsFromTheAir(),
                Rules.nobodyWritesToPostgresql(), Rules.commandsLeaveInOnePlace());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void keepsTheRule(ArchRule rule) {
        rule.check(OURS);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void noticesWhatBreaksTheRule(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(BROKEN)).isInstanceOf(AssertionError.class).hasMessageContaining("Breaker");
    }

    @Test
    void hasNoCircles() {
        Rules.featuresFormNoCircles(ROOT).check(OURS);
    }

    @Test
    void noticesACircle() {
        assertThatThrownBy(() -> Rules.featuresFormNoCircles(FIXTURE).check(BROKEN)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cycle");
    }
}
