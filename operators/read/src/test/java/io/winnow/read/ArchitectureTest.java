package io.winnow.read;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.winnow.read", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheFlinkPackageKnowsFlink = noClasses()
            .that()
            .resideOutsideOfPackage("io.winnow.read.flink")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "io.winnow..flink..");

    @ArchTest
    static final ArchRule stagesDoNotKnowEachOther = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.winnow.decode..",
                    "io.winnow.tokenize..",
                    "io.winnow.prune..",
                    "io.winnow.jobs..",
                    "org.apache.kafka..");
}
