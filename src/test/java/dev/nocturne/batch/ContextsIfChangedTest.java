package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

class ContextsIfChangedTest {
    private final List<String> calls = new ArrayList<>();
    private final StepExecution step =
            new StepExecution(1, "trial", new JobExecution(1, new JobInstance(1, "tuning"), new JobParameters()));

    private JobRepository repository() {
        return ContextsIfChanged.of((JobRepository) Proxy.newProxyInstance(
                JobRepository.class.getClassLoader(),
                new Class<?>[] {JobRepository.class},
                (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    if (method.getName().equals("createJobInstance")) {
                        throw new IllegalStateException("of the repository");
                    }
                    return null;
                }));
    }

    @Test
    void writesAContextThatHasChanged() {
        step.getExecutionContext().putInt("key", 1);

        repository().updateExecutionContext(step);

        assertThat(calls).containsExactly("updateExecutionContext");
    }

    @Test
    void leavesOutAContextThatIsAsItWasWritten() {
        step.getExecutionContext().putInt("key", 1);
        step.getExecutionContext().clearDirtyFlag();

        repository().updateExecutionContext(step);

        assertThat(calls).isEmpty();
    }

    @Test
    void everythingElseIsTheRepositorysItsFailuresToo() {
        JobRepository repository = repository();

        repository.update(step);

        assertThat(calls).containsExactly("update");
        assertThatThrownBy(() -> repository.createJobInstance("tuning", new JobParameters()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of the repository");
    }
}
