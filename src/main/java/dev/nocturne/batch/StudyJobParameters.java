package dev.nocturne.batch;

import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/** What identifies a run to Spring Batch: one run is one job instance. */
record StudyJobParameters(String study, String runKey) {
    JobParameters toJobParameters() {
        return new JobParametersBuilder()
                .addString("study", study, true)
                .addString("run", runKey, true)
                .toJobParameters();
    }
}
