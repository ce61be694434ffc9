global using Duroxide.Providers;
global using Duroxide.Testing.Conformance;
