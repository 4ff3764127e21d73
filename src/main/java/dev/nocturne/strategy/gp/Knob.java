package dev.nocturne.strategy.gp;

final class Knob {
    static double of(String n, double d) {
        String s = System.getProperty("k." + n);
        return s == null ? d : Double.parseDouble(s);
    }
}
