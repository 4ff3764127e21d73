package dev.nocturne;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The design's table of packages, and what the domain must not know. */
@AnalyzeClasses(packages = "dev.nocturne", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.nocturne";

    /** Package to the packages that it may import; see docs/decisions/0001 for event and summary. */
    private static final Map<String, List<String>> MAY_IMPORT = new LinkedHashMap<>();

    static {
        MAY_IMPORT.put("space", List.of());
        MAY_IMPORT.put("study", List.of("space"));
        MAY_IMPORT.put("strategy", List.of("space", "study"));
        MAY_IMPORT.put("objective", List.of("space", "study"));
        MAY_IMPORT.put("event", List.of("space", "study"));
        MAY_IMPORT.put("engine", List.of("space", "study", "strategy", "objective", "event"));
        MAY_IMPORT.put("summary", List.of("space", "study"));
        MAY_IMPORT.put("report", List.of("summary"));
        MAY_IMPORT.put("sink", List.of("study", "event"));
        MAY_IMPORT.put("archive", List.of("study"));
        MAY_IMPORT.put("config", List.of("space", "study", "strategy", "objective"));
        MAY_IMPORT.put(
                "store",
                List.of("space", "study", "strategy", "objective", "event", "engine", "summary", "sink", "archive"));
        MAY_IMPORT.put(
                "batch",
                List.of(
                        "space",
                        "study",
                        "strategy",
                        "objective",
                        "event",
                        "engine",
                        "summary",
                        "report",
                        "sink",
                        "archive",
                        "config",
                        "store"));
        MAY_IMPORT.put("cli", List.of("batch", "config", "summary", "report", "sink", "archive"));
    }

    private static final String[] DOMAIN =
            in("space", "study", "strategy", "objective", "event", "engine", "summary", "sink", "archive");

    @ArchTest
    static void aPackageImportsOnlyWhatItsRowLists(JavaClasses nocturne) {
        MAY_IMPORT.forEach((name, imports) -> {
            var allowed = new ArrayList<>(imports);
            allowed.add(name);
            classes()
                    .that()
                    .resideInAnyPackage(in(name))
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(in(allowed.toArray(String[]::new)))
                            .or(notOurs()))
                    .allowEmptyShould(true)
                    .check(nocturne);
        });
    }

    @ArchTest
    static final ArchRule everyPackageHasARow = classes()
            .should()
            .resideInAPackage(ROOT)
            .orShould()
            .resideInAnyPackage(in(MAY_IMPORT.keySet().toArray(String[]::new)));

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theDomainKnowsNoFrameworkNoDatabaseAndNoLogger = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .and(describe(
                    "do not silence a library", type -> !type.getSimpleName().equals("TribuoOutput")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "org.springframework..",
                            "java.sql..",
                            "javax.sql..",
                            "org.slf4j..",
                            "org.apache.commons.logging..",
                            "java.util.logging..")
                    .or(describe("System.Logger", type -> type.getName().startsWith("java.lang.System$Logger"))));

    @ArchTest
    static final ArchRule sqlLivesInTheStore = noClasses()
            .that()
            .resideOutsideOfPackages(in("store"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.springframework.jdbc.core..");

    @ArchTest
    static final ArchRule dataSourcesAreKnownToTheStoreAndTheWiringOnly = noClasses()
            .that()
            .resideOutsideOfPackages(in("store", "batch"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.sql..");

    @ArchTest
    static final ArchRule nothingReadsAHiddenClockOrDice = noClasses()
            .should()
            .accessTargetWhere(access(
                    "a hidden clock or dice",
                    ArchitectureTest::readsTheHiddenClock,
                    target("java.lang.System", "currentTimeMillis"),
                    target("java.lang.Math", "random"),
                    target("java.lang.StrictMath", "random"),
                    target("java.util.concurrent.ThreadLocalRandom", "current"),
                    target("java.util.Random", "<init>")));

    @ArchTest
    static final ArchRule theClockIsChosenWhereTheProgramIsPutTogether = noClasses()
            .that(describe("are not where the program is put together", type -> !isComposition(type)))
            .should()
            .accessTargetWhere(access(
                    "the machine's clock",
                    access -> false,
                    target("java.lang.System", "nanoTime"),
                    target("java.time.Clock", "systemUTC"),
                    target("java.time.Clock", "systemDefaultZone"),
                    target("java.time.Clock", "system"),
                    target("java.time.InstantSource", "system")));

    @ArchTest
    static final ArchRule onlyTheCommandLineSpeaksToAPersonAndEndsTheProgram = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, ROOT + ".cli..")
            .should()
            .accessTargetWhere(access(
                    "the console or the end of the program",
                    access -> false,
                    target("java.lang.System", "out"),
                    target("java.lang.System", "err"),
                    target("java.lang.System", "console"),
                    target("java.lang.System", "exit"),
                    target("java.lang.Runtime", "exit"),
                    target("java.lang.Runtime", "halt")));

    @ArchTest
    static final ArchRule aClassIsNamedAfterWhatItIs =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)");

    private static String[] in(String... packages) {
        return Stream.of(packages).map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    private static DescribedPredicate<JavaClass> notOurs() {
        return describe("are not ours", type -> !(type.getPackageName() + ".").startsWith(ROOT + "."));
    }

    /** The factory of embedded tuners, the wiring of the job, and the command line. */
    private static boolean isComposition(JavaClass type) {
        String name = type.getName();
        return Set.of(ROOT, ROOT + ".batch", ROOT + ".cli").contains(type.getPackageName())
                || name.equals(ROOT + ".engine.TunerFactory")
                || name.startsWith(ROOT + ".engine.TunerFactory$");
    }

    /** A call of {@code now()} without a clock, of any type of java.time. */
    private static boolean readsTheHiddenClock(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().equals("java.time")
                && access.getName().equals("now")
                && !access.getTarget().getFullName().contains("java.time.Clock");
    }

    private static String target(String owner, String member) {
        return owner + "." + member;
    }

    @FunctionalInterface
    private interface Access {
        boolean matches(JavaAccess<?> access);
    }

    private static DescribedPredicate<JavaAccess<?>> access(String what, Access further, String... targets) {
        Set<String> wanted = Set.copyOf(Arrays.asList(targets));
        return describe(
                what,
                access -> further.matches(access)
                        || wanted.contains(target(access.getTargetOwner().getName(), access.getName())));
    }
}
