package io.tillstream.checkout.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tillstream.checkout");
    private static final JavaClasses BROKEN = new ClassFileImporter()
            .importPackages("io.tillstream.checkout.architecture.fixture");

    static Stream<ArchRule> rules() {
        return Stream.of(Rules.decisionsArePure(), Rules.nobodyTakesTimeOrIdsFromTheAir(),
                Rules.stripeIsKnownInOnePlace(),
                Rules.noRowIsLockedWhileStripeIsCalled(), Rules.transactionsAreOpenedByLanesAlone());
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
}
