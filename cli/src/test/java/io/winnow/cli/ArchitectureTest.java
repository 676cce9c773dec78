package io.winnow.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.winnow.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** The training script compiles the package with nothing beside it. */
    @ArchTest
    static final ArchRule scenesStandAlone = noClasses()
            .that()
            .resideInAPackage("io.winnow.cli.scenes")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("io.winnow.cli.scenes", "java..", "javax.imageio..");

    @ArchTest
    static final ArchRule commandsPrintThroughTheirTerminalAlone = noClasses()
            .that()
            .resideOutsideOfPackages("io.winnow.cli", "io.winnow.cli.command")
            .and()
            .haveNameNotMatching(".*SceneWriter.*")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
}
