package dev.nocturne.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes commands, giving those that want it the command above them. */
final class CommandFactory implements CommandLine.IFactory {
    private final NocturneCommand nocturne;

    CommandFactory(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == NocturneCommand.class) {
                return type.cast(constructor.newInstance(nocturne));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
