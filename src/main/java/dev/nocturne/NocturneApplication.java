package dev.nocturne;

public final class NocturneApplication {
    public static void main(String[] args) {}
}
