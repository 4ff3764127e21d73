package dev.nocturne.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Makes a tree of nodes from YAML's events. It converts nothing and creates no object that a text names; it refuses
 * what a study file has no use for: tags, merge keys, keys that are not words, a key twice, a second document.
 */
final class YamlTree {
    private static final int MAX_DEPTH = 20;

    private final Problems problems;
    private final Iterator<Event> events;
    private final Anchors anchors;
    private Position reached = Position.START;

    private YamlTree(String text, Problems problems) {
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.problems = problems;
        this.events = new Yaml(options).parse(new StringReader(text)).iterator();
        this.anchors = new Anchors(problems);
    }

    /**
     * The tree of the text's one document.
     *
     * @throws StudyFileException if there is none, or the text is not YAML
     */
    static YamlNode read(String text, Problems problems) {
        return new YamlTree(text, problems).document();
    }

    private YamlNode document() {
        next();
        YamlNode root = next().is(Event.ID.StreamEnd)
                ? new YamlNode.Scalar(Position.START, "", true)
                : node(next(), KeyPath.ROOT);
        if (root instanceof YamlNode.Scalar scalar && scalar.isNull()) {
            problems.addWhole(
                    "there is nothing in it that could be read, at most comments; a study needs the keys study,"
                            + " search-space and objective.");
            throw problems.exception();
        }
        next();
        Event end = next();
        if (!end.is(Event.ID.StreamEnd)) {
            problems.add(
                    Position.of(end.getStartMark()),
                    "a second document begins here, but a file holds one study: take '---' out, or make two files.");
        }
        return root;
    }

    private YamlNode node(Event event, KeyPath path) {
        if (path.parts().size() > MAX_DEPTH) {
            problems.add(reached, path, "this is nested more than " + MAX_DEPTH + " levels deep; a study is not.");
            throw problems.exception();
        }
        Position position = Position.of(event.getStartMark());
        String name = ((NodeEvent) event).getAnchor();
        if (event instanceof AliasEvent) {
            return anchors.resolve(name, position, path);
        }
        Anchors.Open open = anchors.open(name);
        YamlNode node = content(event, position, path);
        if (hasTag(event)) {
            problems.add(position, path, "tags, which begin with '!', are not read: take it out.");
            node = new YamlNode.Broken(position);
        }
        anchors.close(open, node);
        return node;
    }

    private YamlNode content(Event event, Position position, KeyPath path) {
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, position, path);
        }
        return event.is(Event.ID.SequenceStart) ? sequence(position, path) : mapping(position, path);
    }

    private YamlNode scalar(ScalarEvent event, Position position, KeyPath path) {
        String text = event.getValue();
        boolean unstorable = text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
        if (unstorable) {
            problems.add(
                    position,
                    path,
                    "it holds the character NUL or half a character, which no program and no table can take.");
            return new YamlNode.Broken(position);
        }
        return new YamlNode.Scalar(position, text, event.isPlain(), isVerbatim(event));
    }

    /** Whether it is as long as it was written, so that nothing in it was folded or escaped. */
    private static boolean isVerbatim(ScalarEvent event) {
        int written = event.getEndMark().getIndex() - event.getStartMark().getIndex();
        int text = event.getValue().codePointCount(0, event.getValue().length());
        boolean oneLine = event.getStartMark().getLine() == event.getEndMark().getLine();
        return oneLine && written == text + (event.isPlain() ? 0 : 2);
    }

    private YamlNode sequence(Position position, KeyPath path) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = next(); !event.is(Event.ID.SequenceEnd); event = next()) {
            items.add(node(event, path.item(items.size())));
        }
        return new YamlNode.Sequence(position, items);
    }

    private YamlNode mapping(Position position, KeyPath path) {
        List<YamlNode.Entry> entries = new ArrayList<>();
        Map<String, Position> seen = new HashMap<>();
        boolean complete = true;
        for (Event event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
            YamlNode keyNode = node(event, path.key("?"));
            if (!(keyNode instanceof YamlNode.Scalar key) || isMergeKey(key)) {
                complete = false;
                refuseKey(keyNode, path);
                node(next(), path.key("?"));
                continue;
            }
            KeyPath keyPath = path.key(key.text());
            YamlNode value = node(next(), keyPath);
            Position first = seen.putIfAbsent(key.text(), key.position());
            if (first == null) {
                entries.add(new YamlNode.Entry(key, value));
            } else {
                problems.add(
                        key.position(), keyPath, "this key is already on line " + first.line() + ": keep one of them.");
            }
        }
        return new YamlNode.Mapping(position, entries, complete);
    }

    private static boolean isMergeKey(YamlNode.Scalar key) {
        return key.plain() && key.text().equals("<<");
    }

    private void refuseKey(YamlNode key, KeyPath path) {
        if (key instanceof YamlNode.Scalar) {
            problems.add(key.position(), path, "merge keys ('<<') are not read: write the keys out where they belong.");
        } else if (!(key instanceof YamlNode.Broken)) {
            problems.add(
                    key.position(),
                    path,
                    "a key must be a word, but this is " + key.described()
                            + "; put text that begins with '[' or '{' in quotes.");
        }
    }

    private static boolean hasTag(Event event) {
        return event instanceof ScalarEvent scalar
                ? scalar.getTag() != null
                : event instanceof CollectionStartEvent collection && collection.getTag() != null;
    }

    private Event next() {
        try {
            Event event = events.next();
            reached = Position.of(event.getStartMark());
            return event;
        } catch (MarkedYAMLException e) {
            SyntaxError.report(e, problems);
        } catch (YAMLException | IllegalArgumentException | IndexOutOfBoundsException e) {
            problems.add(reached, "what follows here cannot be read as YAML.");
        }
        throw problems.exception();
    }
}
