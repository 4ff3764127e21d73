package dev.nocturne.batch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * A repository that writes the context of a step only when something in it has changed. Spring Batch would write it with every
 * chunk, and a worker's context stays as it was at the start of its step: the ledger is the only memory.
 */
final class ContextsIfChanged implements InvocationHandler {
    private final JobRepository repository;

    private ContextsIfChanged(JobRepository repository) {
        this.repository = repository;
    }

    static JobRepository of(JobRepository repository) {
        return (JobRepository) Proxy.newProxyInstance(
                JobRepository.class.getClassLoader(),
                new Class<?>[] {JobRepository.class},
                new ContextsIfChanged(repository));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("updateExecutionContext")
                && arguments != null
                && arguments[0] instanceof StepExecution step
                && !step.getExecutionContext().isDirty()) {
            return null;
        }
        try {
            return method.invoke(repository, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
