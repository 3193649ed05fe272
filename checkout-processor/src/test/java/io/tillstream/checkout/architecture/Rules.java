package io.tillstream.checkout.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import com.tngtech.archunit.lang.ArchRule;
import org.springframework.transaction.support.TransactionTemplate;

/// Each rule with its reason.
final class Rules {

    private Rules() {}

    static ArchRule decisionsArePure() {
        return noClasses().that()
                .resideInAnyPackage("..cart", "..order", "..inventory", "..pricing", "..payment", "..decision",
                        "..shop", "..catalog", "..discount", "..reconciliation")
                .should().dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "java.sql..", "javax.sql..",
                        "com.stripe..", "..io")
                .because(
                        "what is decided is tested millions of times, with nothing running; what talks to others is in the io child");
    }

    static ArchRule nobodyTakesTimeOrIdsFromTheAir() {
        return noClasses().that().resideOutsideOfPackage("io.tillstream.checkout").should()
                .callMethod(Instant.class, "now").orShould()
                .callMethod(UUID.class, "randomUUID").orShould().callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .because("a batch that is applied again must decide the same, and a test must own the clock");
    }

    static ArchRule stripeIsKnownInOnePlace() {
        return noClasses().that().resideOutsideOfPackage("..payment.io..").should().dependOnClassesThat()
                .resideInAPackage("com.stripe..")
                .because("nobody else may wait for Stripe");
    }

    static ArchRule noRowIsLockedWhileStripeIsCalled() {
        return noClasses().that().resideInAPackage("..payment.io..").should().dependOnClassesThat()
                .resideInAnyPackage("..lane.io", "..shop.io",
                        "org.springframework.jdbc..", "org.springframework.transaction..", "java.sql..", "javax.sql..")
                .because("a lock held over a call to Stripe stops every other buyer of the variant");
    }

    static ArchRule transactionsAreOpenedByLanesAlone() {
        return noClasses().that().resideOutsideOfPackage("..lane.io").should().dependOnClassesThat()
                .areAssignableTo(TransactionTemplate.class)
                .because(
                        "a lane's position, its effects and its outbox are one transaction, and nothing else changes the shop");
    }
}
