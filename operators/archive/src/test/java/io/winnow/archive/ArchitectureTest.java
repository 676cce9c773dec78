package io.winnow.archive;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.winnow.archive", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheFlinkPackageKnowsFlink = noClasses()
            .that()
            .resideOutsideOfPackage("..flink..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "io.winnow..flink..");

    @ArchTest
    static final ArchRule knowsNoStage = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.winnow.decode..",
                    "io.winnow.tokenize..",
                    "io.winnow.prune..",
                    "io.winnow.read..",
                    "io.winnow.jobs..");

    @ArchTest
    static final ArchRule onlyTheParquetPackageKnowsParquet = noClasses()
            .that()
            .resideOutsideOfPackage("..parquet..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..", "blue.strategic..");
}
