package dev.nocturne.objective.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** The class loader of the jars that one study names. Thread-safe. */
final class PluginLoader implements AutoCloseable {
    private final URLClassLoader classes;

    PluginLoader(List<Path> jars) {
        classes = new URLClassLoader(jars.stream().map(PluginLoader::url).toArray(URL[]::new), new ApiLoader());
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("A file has a URL.", impossible);
        }
    }

    ClassLoader classes() {
        return classes;
    }

    /** Calls code of the plugin, which may look for its classes and resources by way of the thread. */
    <T> T call(Callable<T> code) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            return code.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() {
        try {
            classes.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
