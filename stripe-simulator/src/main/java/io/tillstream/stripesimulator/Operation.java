package io.tillstream.stripesimulator;

/// What can be asked of the API; faults name these in lower case.
enum Operation {
    CREATE, CONFIRM, CANCEL, RETRIEVE, LIST, RETRIEVE_CHARGE, LIST_CHARGES
}
