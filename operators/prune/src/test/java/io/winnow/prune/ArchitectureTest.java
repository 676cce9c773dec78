package io.winnow.prune;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.winnow.prune", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheFlinkPackageKnowsFlink = noClasses()
            .that()
            .resideOutsideOfPackage("..flink..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule theStageKnowsNoOther = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.winnow.decode..", "io.winnow.tokenize..", "io.winnow.read..", "io.winnow.jobs..");

    @ArchTest
    static final ArchRule selectionKnowsNeitherTokensNorWindows = noClasses()
            .that()
            .resideInAPackage("io.winnow.prune.select")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.winnow.records..", "io.winnow.model..", "io.winnow.prune");
}
