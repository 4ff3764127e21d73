package dev.nocturne.strategy.tpe;

import java.util.Arrays;

/** Finds a row of columns by its coordinates: a hash table with linear probing. Of equal rows it knows the first. */
final class SeenRows {
    private static final int EMPTY = -1;

    private int[] table = emptyTable(64);
    private int count;

    /** The first row with these coordinates, or -1. */
    int find(double[] coordinates, double[][] columns) {
        return table[slot(coordinates, columns)];
    }

    /** Remembers a row, unless there is an equal one. */
    void add(int row, double[] coordinates, double[][] columns) {
        int slot = slot(coordinates, columns);
        if (table[slot] == EMPTY) {
            table[slot] = row;
            count++;
            if (count * 2 > table.length) {
                rebuild(Integer.MAX_VALUE, table.length * 2, columns);
            }
        }
    }

    /** Forgets all rows from one on. */
    void truncate(int row, double[][] columns) {
        rebuild(row, table.length, columns);
    }

    private void rebuild(int end, int capacity, double[][] columns) {
        int[] old = table;
        table = emptyTable(capacity);
        count = 0;
        double[] coordinates = new double[columns.length];
        for (int row : old) {
            if (row != EMPTY && row < end) {
                for (int place = 0; place < coordinates.length; place++) {
                    coordinates[place] = columns[place][row];
                }
                table[slot(coordinates, columns)] = row;
                count++;
            }
        }
    }

    private int slot(double[] coordinates, double[][] columns) {
        int slot = hash(coordinates) & table.length - 1;
        while (table[slot] != EMPTY && !equal(coordinates, columns, table[slot])) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    static boolean equal(double[] coordinates, double[][] columns, int row) {
        for (int place = 0; place < coordinates.length; place++) {
            double here = columns[place][row];
            double there = coordinates[place];
            if (here != there && (here == here || there == there)) {
                return false;
            }
        }
        return true;
    }

    /** Of zeros of both signs the same, as they are equal. */
    private static int hash(double[] coordinates) {
        long hash = 0;
        for (double coordinate : coordinates) {
            hash = (hash ^ Double.doubleToLongBits(coordinate + 0.0)) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }

    private static int[] emptyTable(int capacity) {
        int[] empty = new int[capacity];
        Arrays.fill(empty, EMPTY);
        return empty;
    }
}
