package io.tillstream.schemas;

import java.time.Duration;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/// One topic: what its records mean to everybody who reads or writes them. Keys are UTF-8 strings.
///
/// @param name       as in Kafka
/// @param key        what the key of a record is, in words
/// @param value      class of the values
/// @param partitions how many; never changes once the topic exists
/// @param retention  how long records are kept; of a compacted topic, how long a tombstone is
/// @param visibility who may read it
public record Topic<V extends SpecificRecord>(
        String name,
        String key,
        Class<V> value,
        int partitions,
        Duration retention,
        Visibility visibility) {

    static { // a schema may name any class of Java, and only ours are to be made of it
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals("io.tillstream.command")
                        || type.getPackageName().equals("io.tillstream.event")));
    }

    /// PUBLIC topics are read by others: their schemas stay compatible with every release. PRIVATE ones are read by Tillstream alone
    /// and stay compatible with the release before. COMPACTED is private, and keeps the last record of each key.
    public enum Visibility {
        PUBLIC, PRIVATE, COMPACTED
    }

    public Schema schema() {
        return SpecificData.get().getSchema(value);
    }

    /// Where records of this topic go that nobody could read or apply, as the bytes they were.
    public String deadLetters() {
        return name + ".dlt";
    }
}
