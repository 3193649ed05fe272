package io.tillstream.quickstart.catalog;

/// A row that is left out.
///
/// @param line     where the row begins in the file, the header being line 1
/// @param column   its name in the header
/// @param value    what stands there
/// @param expected what should
record Refusal(long line, String column, String value, String expected) {

    String text() {
        return "line %d: %s is \"%s\", expected %s".formatted(line, column, value, expected);
    }

    static RefusedException refused(Row row, String column, String expected) {
        return new RefusedException(new Refusal(row.line(), column, row.get(column), expected));
    }

    static final class RefusedException extends Exception {

        private final transient Refusal refusal;

        RefusedException(Refusal refusal) {
            super(refusal.text());
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
